package dev.waybill.common.tls;

import dev.waybill.common.logging.OutageLog;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
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

  // The identifiers of what a certificate is good for, in its extended key usage.
  private static final String AS_SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String AS_CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String AS_ANY = "2.5.29.37.0";

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
      throw new CertificateException(explain(chain, AS_CLIENT, "", e), e);
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
      String reason = explain(chain, AS_SERVER, server, e);
      outage.failed(reason);
      throw new CertificateException(reason, e);
    }
  }

  private String explain(
      X509Certificate[] chain, String usage, String server, CertificateException failure) {
    X509Certificate peer = chain[0];
    Optional<String> problem = ValidTime.problem(peer);
    if (problem.isPresent()) {
      return "its certificate " + problem.get();
    }
    if (isAboutTrust(failure)) {
      return Arrays.stream(chain)
          .skip(1)
          .flatMap(issuer -> ValidTime.problem(issuer).stream())
          .findFirst()
          .map("the certificate of its issuer "::concat)
          .orElse("its certificate is not from an authority in " + trustFile);
    }
    if (!isFor(usage, peer)) {
      return "its certificate is not good for a "
          + (usage.equals(AS_CLIENT) ? "client" : "server")
          + " (extended key usage)";
    }
    return "its certificate is for %s, not for %s".formatted(names(peer), server);
  }

  private static boolean isAboutTrust(Throwable failure) {
    return failure instanceof CertPathBuilderException
        || failure instanceof CertPathValidatorException
        || (failure.getCause() != null && isAboutTrust(failure.getCause()));
  }

  /** A certificate without this extension is good for everything. */
  private static boolean isFor(String usage, X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null || usages.contains(usage) || usages.contains(AS_ANY);
    } catch (CertificateException _) {
      return false;
    }
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
