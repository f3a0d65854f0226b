/** Larger pictures than this are scaled down: browsers refuse them, or take a gigabyte for them. */
const MAX_SIDE = 12_000;
const MAX_PIXELS = 60_000_000;

/** A picture of an SVG as PNG, at twice its size where that can be had. Rejects where the browser cannot draw it. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const scale = Math.min(2, MAX_SIDE / width, MAX_SIDE / height, Math.sqrt(MAX_PIXELS / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("the browser cannot draw a picture of this size"));
      else resolve(blob);
    }, "image/png");
  });
}

/** Hands a file to the person. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; before, some browsers lose it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
