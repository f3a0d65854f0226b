import type { Condition } from "./types";

/** The operating system, the network, TLS, HTTP, gRPC. The general words of transports come after those of services. */
export const TRANSPORT_CONDITIONS: readonly Condition[] = [
  {
    id: "tls-expired",
    pattern: /certificate (?:has )?expired|certificate verify failed:? ?\(?[^\n]{0,40}expired/i,
    fault: "platform",
    title: "TLS certificate expired",
  },
  {
    id: "tls-untrusted",
    pattern:
      /self[- ]signed certificate|unable to get (?:local )?issuer|certificate signed by unknown authority|unable to verify the first certificate/i,
    fault: "platform",
    title: "TLS certificate not trusted",
  },
  {
    id: "tls-hostname",
    pattern: /hostname mismatch|doesn't match (?:either of )?['"]|certificate is (?:not )?valid for/i,
    fault: "platform",
    title: "TLS certificate is for another host",
  },
  {
    id: "tls-handshake",
    pattern:
      /SSLV3_ALERT|WRONG_VERSION_NUMBER|UNEXPECTED_EOF_WHILE_READING|tls: |handshake (?:failure|operation timed out)|EOF occurred in violation of protocol/i,
    fault: "platform",
    title: "TLS handshake failed",
  },
  {
    id: "dns",
    pattern:
      /name resolution|name or service not known|NameResolutionError|getaddrinfo|could not translate host name|no such host|could not resolve host|nodename nor servname|UnknownHostException|failed to resolve '|no address associated with hostname/i,
    fault: "platform",
    title: "Host name not resolved",
  },
  {
    id: "conn-refused",
    pattern: /connection refused|ECONNREFUSED|\[Errno 111\]/i,
    fault: "unknown",
    title: "Connection refused",
  },
  { id: "broken-pipe", pattern: /broken pipe|\[Errno 32\]/i, fault: "unknown", title: "The other end stopped reading" },
  {
    id: "conn-reset",
    pattern:
      /connection reset|ECONNRESET|\[Errno 104\]|connection (?:was )?(?:aborted|broken)|RemoteDisconnected|remote end closed connection|IncompleteRead|ChunkedEncodingError/i,
    fault: "unknown",
    title: "Connection lost",
  },
  {
    id: "no-route",
    pattern: /no route to host|network is unreachable|\[Errno (?:113|101)\]/i,
    fault: "platform",
    title: "No route to the host",
  },
  {
    id: "proxy",
    pattern: /ProxyError|unable to connect to proxy|tunnel connection failed/i,
    fault: "platform",
    title: "Proxy failed",
  },
  { id: "address-in-use", pattern: /address already in use|\[Errno 98\]/i, fault: "user", title: "Address in use" },
  {
    id: "open-files",
    pattern: /too many open files|\[Errno 24\]|EMFILE/i,
    fault: "user",
    title: "Too many open files",
  },
  {
    id: "disk-full",
    pattern: /no space left on device|\[Errno 28\]|ENOSPC/i,
    fault: "unknown",
    title: "No space left on device",
  },
  {
    id: "disk-quota",
    pattern: /disk quota exceeded|\[Errno 122\]|EDQUOT/i,
    fault: "unknown",
    title: "Disk quota exceeded",
  },
  {
    id: "read-only",
    pattern: /read-only file system|\[Errno 30\]|EROFS/i,
    fault: "user",
    title: "Read-only file system",
  },
  {
    id: "disk-io",
    pattern: /input\/output error|\[Errno 5\]|stale file handle|\[Errno 116\]|transport endpoint is not connected/i,
    fault: "platform",
    title: "Input/output error",
  },
  {
    id: "local-permission",
    pattern:
      /\[Errno (?:13|1)\]|(?<!rpc[^\n]{0,60})\bpermission denied\b(?![^\n]{0,40}(?:\bfor\b|\bon resource\b|https?:))|operation not permitted/i,
    fault: "user",
    title: "Permission denied",
  },
  {
    id: "exec-format",
    pattern: /exec format error|\[Errno 8\]/i,
    fault: "user",
    title: "Built for another architecture",
  },
  {
    id: "process-limit",
    pattern: /can't start new thread|resource temporarily unavailable|\[Errno 11\]|fork: retry/i,
    fault: "user",
    title: "Too many processes or threads",
  },
  {
    id: "http",
    pattern:
      /\b([45]\d\d) (?:Client|Server) Error|\bHTTP(?: |\/\d\.\d |Status ?)?(?:Error|status)?:? ?([45]\d\d)\b|\bstatus(?:[ _]?code)?[:= (]+([45]\d\d)\b|\b([45]\d\d) (?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Request Timeout|Conflict|Gone|Unprocessable|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)|Error code: ([45]\d\d)|\bresponded with ([45]\d\d)|\bHTTP ([45]\d\d)\b|too many ([45]\d\d) error responses|\b([45]\d\d), message=/i,
    fault: "unknown",
    title: "HTTP",
  },
  {
    id: "net-timeout",
    pattern: /connect(?:ion)? ?timed? ?out|ConnectTimeout|\[Errno 110\]|ETIMEDOUT/i,
    fault: "unknown",
    title: "Connecting timed out",
  },
  {
    id: "read-timeout",
    pattern: /read ?timed? ?out|ReadTimeout|the read operation timed out/i,
    fault: "unknown",
    title: "Reading timed out",
  },
  {
    id: "message-size",
    pattern:
      /(?:received|sent) message larger than max|request (?:is )?too large|message (?:size )?(?:is )?too (?:large|big)/i,
    fault: "user",
    title: "Message too large",
  },
  {
    id: "rpc",
    pattern: /(?:rpc error: code = |StatusCode\.|status = StatusCode\.)(\w+)/,
    fault: "unknown",
    title: "Remote call failed:",
  },
];
