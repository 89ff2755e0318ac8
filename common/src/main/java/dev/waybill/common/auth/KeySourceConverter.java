package dev.waybill.common.auth;

import dev.waybill.common.config.FileConverter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a file or a URL. */
final class KeySourceConverter implements ITypeConverter<KeySource> {
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public KeySource convert(String value) {
    // Of any scheme: the text of another one may contain a password, and a file's name is shown.
    return URL.matcher(value).lookingAt()
        ? new KeyUrl(url(value))
        : new KeyFile(new FileConverter().convert(value));
  }

  private static URI url(String value) {
    try {
      URI url = new URI(value);
      boolean isHttp = url.getScheme().equals("http");
      if ((isHttp || url.getScheme().equals("https"))
          && url.getHost() != null
          && url.getRawUserInfo() == null) {
        // Whoever can change the keys on their way can sign tokens.
        if (isHttp && !LOOPBACK.contains(url.getHost())) {
          throw new TypeConversionException(
              "expected https, because the host is not this one, but was \"%s\""
                  .formatted(KeyUrl.withoutQuery(url)));
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
