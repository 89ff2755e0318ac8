package dev.waybill.common.auth;

import dev.waybill.common.config.FileConverter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a file or a URL. */
final class KeySourceConverter implements ITypeConverter<KeySource> {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public KeySource convert(String value) {
    return value.startsWith("http://") || value.startsWith("https://")
        ? new KeyUrl(url(value))
        : new KeyFile(new FileConverter().convert(value));
  }

  private static URI url(String value) {
    try {
      URI url = new URI(value);
      if (url.getHost() != null && url.getRawUserInfo() == null) {
        // Whoever can change the keys on their way can sign tokens.
        if (url.getScheme().equals("http") && !LOOPBACK.contains(url.getHost())) {
          throw new TypeConversionException(
              "expected https, because the host is not this one, but was \"" + value + "\"");
        }
        return url;
      }
    } catch (URISyntaxException _) {
      // Reported below.
    }
    // The text may contain a password.
    throw new TypeConversionException("expected a URL such as https://HOST/PATH, without a user");
  }
}
