export default function HomePage() {
  return <p>Contrail</p>;
}
