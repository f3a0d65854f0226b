import type { Condition } from "./types";

/** Object stores, databases, licences: services told by their own words. Before the general words of transports. */
export const SERVICE_CONDITIONS: readonly Condition[] = [
  {
    id: "store-expired",
    pattern:
      /\((?:ExpiredToken\w*|RequestExpired|TokenRefreshRequired)\)|(?:security |access |provided |identity )token[^\n]{0,30}expired|token has expired|token expired/i,
    fault: "platform",
    title: "Credentials expired",
  },
  {
    id: "store-throttled",
    pattern:
      /SlowDown|slow down|reduce your request rate|\((?:Throttl\w*|RequestLimitExceeded|TooManyRequests\w*|ProvisionedThroughput\w*|RequestThrottled\w*|503)\)|rate ?limit exceeded for (?:bucket|object)|ServerBusy/,
    fault: "platform",
    title: "Object store throttles",
  },
  {
    id: "store-denied",
    pattern:
      /\((?:AccessDenied\w*|AllAccessDisabled|Forbidden|403|UnauthorizedOperation|AuthorizationPermissionMismatch)\)|(?:HeadObject|GetObject|PutObject|ListObjects\w*|UploadPart) operation: (?:Forbidden|Access Denied)|does not have (?:storage|serviceusage)\.[\w.]+ access|is not authorized to perform|AuthorizationPermissionMismatch|^AccessDenied/i,
    fault: "unknown",
    title: "Access to the object store denied",
  },
  {
    id: "store-missing-bucket",
    pattern: /NoSuchBucket|bucket does not exist|ContainerNotFound/i,
    fault: "user",
    title: "Bucket does not exist",
  },
  {
    id: "store-missing",
    pattern:
      /NoSuchKey|key does not exist|BlobNotFound|No such object|\((?:404|NotFound)\) when calling|operation: Not Found|(?:s3|gs|gcs|abfss?|wasbs?):\/\/[^\s'"]+['"]?[,:]? (?:(?:is|was) )?(?:not found|does not exist)/i,
    fault: "user",
    title: "Object does not exist",
  },
  {
    id: "store-no-credentials",
    pattern:
      /unable to locate credentials|NoCredentialsError|DefaultCredentialsError|could not automatically determine credentials|no credentials (?:found|provided)|failed to retrieve a token|CredentialUnavailable/i,
    fault: "platform",
    title: "No credentials",
  },
  {
    id: "store-credentials",
    pattern: /InvalidAccessKeyId|(SignatureDoesNotMatch)|InvalidClientTokenId|UnrecognizedClient|(RefreshError)/i,
    fault: "platform",
    title: "Credentials are not valid",
  },
  {
    id: "store-timeout",
    pattern:
      /time(?:d )?out on endpoint url|\((?:RequestTimeout\w*)\)|endpoint url[^\n]{0,200}timed? ?out|(?:s3|gcs|storage|blob|minio)[^\n]{0,120}(?:timed out|timeout)/i,
    fault: "platform",
    title: "Object store timed out",
  },
  {
    id: "store-unreachable",
    pattern: /could not connect to the endpoint url|EndpointConnectionError/i,
    fault: "unknown",
    title: "Object store cannot be reached",
  },
  {
    id: "store-error",
    pattern: /An error occurred \((InternalError|ServiceUnavailable|500|InternalFailure|BadGateway)\) when calling/,
    fault: "platform",
    title: "Object store failed",
  },
  {
    id: "cloud-error",
    pattern: /An error occurred \(([\w.]+)\) when calling the/,
    fault: "unknown",
    title: "Cloud service answered",
  },
  {
    id: "db-duplicate",
    pattern:
      /violates unique constraint "([^"\n]+)"|UNIQUE constraint failed: ([\w.]+)|Duplicate entry [^\n]{0,200} for key '([^'\n]+)'|duplicate key error[^\n]{0,120}index: (\w+)/i,
    fault: "user",
    title: "Duplicate key in",
  },
  {
    id: "db-constraint",
    pattern:
      /violates (?:foreign key|check|exclusion) constraint "([^"\n]+)"|(?:FOREIGN KEY|CHECK) constraint failed:? ?([\w.]*)/i,
    fault: "user",
    title: "Constraint violated:",
  },
  {
    id: "db-not-null",
    pattern:
      /null value in column "([^"\n]+)"(?: of relation "([^"\n]+)")?|NOT NULL constraint failed: ([\w.]+)|Column '([^'\n]+)' cannot be null/i,
    fault: "user",
    title: "Null in column",
  },
  {
    id: "db-no-column",
    pattern:
      /column ["'`]?([\w.]+)["'`]? (?:of relation "[^"\n]+" )?does not exist|Unknown column '([^'\n]+)'|no such column:? ([\w.]+)|(?:UNRESOLVED_COLUMN|cannot resolve|with name)[^`'"\n]{0,80}[`'"]([\w.`]+?)[`'"][^\n]{0,20}(?:cannot|given|$)/i,
    fault: "user",
    title: "Column does not exist:",
  },
  {
    id: "db-no-relation",
    pattern:
      /relation "([^"\n]+)" does not exist|no such table:? ([\w.]+)|Table '([^'\n]+)' doesn't exist|Table or view (?:not found:? )?[`'"]?([\w.]+)|TABLE_OR_VIEW_NOT_FOUND\]?[^`'"\n]{0,60}[`'"]([\w.`]+)/i,
    fault: "user",
    title: "Table does not exist:",
  },
  {
    id: "db-permission",
    pattern: /permission denied for (?:table|relation|schema|database|view|sequence|function) "?([\w.]+)/i,
    fault: "unknown",
    title: "Database denies access to",
  },
  { id: "db-deadlock", pattern: /deadlock/i, fault: "unknown", title: "Deadlock in the database" },
  {
    id: "db-statement-timeout",
    pattern:
      /canceling statement due to (?:statement|user)|statement timeout|QueryCanceled|query (?:was )?(?:cancell?ed|timed out)|maximum statement execution time/i,
    fault: "unknown",
    title: "Statement timed out",
  },
  {
    id: "db-lock-timeout",
    pattern: /lock (?:wait )?timeout|could not obtain lock|database is locked/i,
    fault: "unknown",
    title: "Waiting for a lock timed out",
  },
  {
    id: "db-serialization",
    pattern: /could not serialize access|write conflict/i,
    fault: "unknown",
    title: "Transaction conflict",
  },
  {
    id: "db-connections",
    pattern:
      /too many (?:clients|connections)|remaining connection slots|QueuePool limit|max_user_connections|connection pool (?:is )?exhausted/i,
    fault: "platform",
    title: "Database has no connection left",
  },
  {
    id: "db-credentials",
    pattern:
      /password authentication failed|Access denied for user|no pg_hba\.conf entry|authentication failed for user/i,
    fault: "unknown",
    title: "Database refuses the login",
  },
  {
    id: "db-read-only",
    pattern: /read-only transaction|--read-only option/i,
    fault: "platform",
    title: "Database takes no writes",
  },
  {
    id: "db-not-ready",
    pattern: /the database system is (?:starting up|shutting down|in recovery)|not accepting connections/i,
    fault: "platform",
    title: "Database is not ready",
  },
  {
    id: "db-closed",
    pattern:
      /terminating connection due to|server closed the connection unexpectedly|server has gone away|SSL connection has been closed unexpectedly|lost connection to mysql/i,
    fault: "unknown",
    title: "Database closed the connection",
  },
  {
    id: "db-syntax",
    pattern:
      /syntax error at or near "([^"\n]+)"|error in your SQL syntax|near "([^"\n]+)": syntax error|PARSE_SYNTAX_ERROR/i,
    fault: "user",
    title: "SQL syntax error",
  },
  {
    id: "db-timeout",
    pattern:
      /(?:connection to server|could not connect to server|psycopg|postgres|mysql|pymysql|jdbc|snowflake|bigquery|redshift|clickhouse|mongo)[\s\S]{0,300}(?:timeout expired|timed out|timeout)/i,
    fault: "platform",
    title: "Database timed out",
  },
  {
    id: "db-refused",
    pattern:
      /(?:connection to server|could not connect to server|postgres|mysql server|mongo)[\s\S]{0,300}connection refused/i,
    fault: "platform",
    title: "Database refuses connections",
  },
  {
    id: "broker-unreachable",
    pattern: /NoBrokersAvailable|KafkaTimeout|kafka[\s\S]{0,120}(?:timed out|timeout|disconnected|transport failure)/i,
    fault: "platform",
    title: "Message broker cannot be reached",
  },
  {
    id: "cache-server",
    pattern:
      /redis[\s\S]{0,120}(?:timeout|timed out|loading the dataset|READONLY)|^(?:BusyLoadingError|ReadOnlyError)/i,
    fault: "platform",
    title: "Cache server not ready",
  },
  {
    id: "license",
    pattern:
      /licen[sc]e\w*[\s\S]{0,120}(?:checkout|in use|no (?:more )?(?:tokens|seats|licen[sc]es)|exceeded|expired|denied|unavailable|not available|server)/i,
    fault: "platform",
    title: "No licence",
  },
];
