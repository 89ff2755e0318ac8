package dev.waybill.cli.client;

import io.grpc.Status;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains in plain words why a service cannot be reached, because Netty's messages name its system
 * calls.
 */
final class TransportFailure {
  /** For example "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:1". */
  private static final Pattern SYSTEM_CALL =
      Pattern.compile("\\w+\\(\\.\\.\\) failed(?: with error\\((-?\\d+)\\))?(?:: (.*))?");

  private TransportFailure() {}

  /** The reason, such as "connection refused", without the name of the service. */
  static String reason(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException refused) {
        return String.valueOf(refused.getMessage());
      }
    }
    Throwable innermost = status.getCause();
    while (innermost != null && innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message =
        Optional.ofNullable(innermost)
            .map(Throwable::getMessage)
            .or(() -> Optional.ofNullable(status.getDescription()))
            .flatMap(text -> text.lines().findFirst())
            .orElse("no further detail");
    return switch (innermost) {
      case UnknownHostException _ -> "the host name is unknown";
      case NoRouteToHostException _ -> "there is no route to the host";
      case ClosedChannelException _ -> "the connection was closed";
      case ConnectException _ -> ofSystemCall(message.replaceFirst(": /?[^ ]+:\\d+$", ""));
      case null, default -> ofMessage(message);
    };
  }

  private static String ofMessage(String message) {
    if (message.startsWith("Network closed")) {
      return "the connection was closed";
    }
    if (message.contains("not SETTINGS") || message.contains("HTTP/2 client preface")) {
      return "the server at this address does not speak gRPC";
    }
    if (message.startsWith("not an SSL/TLS record")) {
      return "the server at this address does not speak TLS";
    }
    if (message.contains("ALERT_CERTIFICATE_REQUIRED")) {
      return "the server asks for a certificate; set --tls-certificate and --tls-key";
    }
    if (message.matches(".*ALERT_(BAD_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|UNSUPPORTED_CERT).*")) {
      return "the server does not accept this certificate";
    }
    return ofSystemCall(message);
  }

  private static String ofSystemCall(String message) {
    Matcher call = SYSTEM_CALL.matcher(message);
    if (!call.matches()) {
      return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
    String words = call.group(2);
    return words == null
        ? ofErrorNumber(String.valueOf(call.group(1)))
        : words.replaceFirst(": /?[^ ]+:\\d+$", "").toLowerCase(Locale.ROOT);
  }

  /** Linux error numbers; on other systems Netty does not make these calls. */
  private static String ofErrorNumber(String number) {
    return switch (number.replace("-", "")) {
      case "101" -> "the network is unreachable";
      case "104" -> "connection reset by peer";
      case "110" -> "connection timed out";
      case "111" -> "connection refused";
      case "113" -> "there is no route to the host";
      default -> "error " + number + " of the operating system";
    };
  }
}
