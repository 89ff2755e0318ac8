package dev.waybill.common.tls;

import dev.waybill.common.logging.OutageLog;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the certificates of peers, and says in plain words why it refuses one. Servers that were
 * refused are logged here, because gRPC tells only those who call at that moment; a server logs its
 * refused clients itself.
 *
 * <p>The words contain nothing that the certificate says unless a trusted authority has issued it.
 */
final class PeerCheck extends X509ExtendedTrustManager {
  private static final Logger LOG = LoggerFactory.getLogger(PeerCheck.class);

  private final X509ExtendedTrustManager trust;
  private final Path trustFile;
  private final Map<String, OutageLog> servers = new ConcurrentHashMap<>();

  PeerCheck(X509ExtendedTrustManager trust, Path trustFile) {
    this.trust = trust;
    this.trustFile = trustFile;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      trust.checkClientTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw new CertificateException(explain(chain[0], "", e), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    String server = String.valueOf(engine.getPeerHost());
    OutageLog outage =
        servers.computeIfAbsent(server, name -> new OutageLog(LOG, "TLS to " + name));
    try {
      trust.checkServerTrusted(chain, authType, engine);
      outage.recovered();
    } catch (CertificateException e) {
      String reason = explain(chain[0], server, e);
      outage.failed(reason);
      throw new CertificateException(reason, e);
    }
  }

  private String explain(X509Certificate peer, String server, CertificateException failure) {
    Optional<String> problem = ValidTime.problem(peer);
    if (problem.isPresent()) {
      return "its certificate " + problem.get();
    }
    if (isAboutTrust(failure)) {
      return "its certificate is not from an authority in " + trustFile;
    }
    return "its certificate is for %s, not for %s".formatted(names(peer), server);
  }

  private static boolean isAboutTrust(Throwable failure) {
    return failure instanceof CertPathBuilderException
        || failure instanceof CertPathValidatorException
        || (failure.getCause() != null && isAboutTrust(failure.getCause()));
  }

  private static String names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? "no host"
          : names.stream()
              .map(name -> String.valueOf(name.get(1)))
              .collect(Collectors.joining(", "));
    } catch (CertificateException _) {
      return "names that cannot be read";
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }

  // gRPC checks its connections with an engine, which knows the name of the host. These do not.

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkServerTrusted(chain, authType);
  }
}
