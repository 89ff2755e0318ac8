package dev.waybill.common.tls;

import dev.waybill.common.background.Loop;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.logging.OutageLog;
import io.grpc.ChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettySslContextChannelCredentials;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of this process, and its trust in others, as its files have them. A file that has
 * changed is used for new connections, without a restart; connections that are open stay. If it
 * cannot be used, what was there before stays in use.
 */
public final class TlsCredentials implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsCredentials.class);

  private static final Duration LONGEST_CHECK = Duration.ofSeconds(1);

  /** Older versions show the certificates of both sides to everybody on the way. */
  private static final String PROTOCOL = "TLSv1.3";

  private final AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager peers =
      trust(Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION);
  private final AdvancedTlsX509TrustManager itself =
      trust(Verification.CERTIFICATE_ONLY_VERIFICATION);
  private final Path trustFile;
  private final boolean hasOwn;
  private final ChannelCredentials toServices;
  private final List<WatchedFiles> watched = new ArrayList<>();
  private final Loop loop;

  private TlsCredentials(List<Path> ownFiles, Path trustFile, Duration period) {
    this.trustFile = trustFile;
    this.hasOwn = !ownFiles.isEmpty();
    try {
      if (hasOwn) {
        watched.add(WatchedFiles.use("certificate", ownFiles, this::useOwn));
      }
      watched.add(WatchedFiles.use("trust", List.of(trustFile), this::useTrust));
    } catch (UnusableFileException e) {
      throw new StartupException("TLS: " + e.getMessage(), e);
    }
    this.toServices = client(peers);
    this.loop = new Loop("tls", new OutageLog(LOG, "the check of TLS files"), period, this::check);
  }

  /**
   * Reads the files, and looks at them again and again from then on.
   *
   * @param ownFiles the certificate and its key; empty for a client that shows none
   * @throws StartupException if a file cannot be used
   */
  static TlsCredentials open(List<Path> ownFiles, Path trustFile, Duration period) {
    TlsCredentials credentials = new TlsCredentials(ownFiles, trustFile, period);
    credentials.loop.start();
    return credentials;
  }

  /** Returns what a server needs to speak TLS. */
  public SslContext server(ClientCertificates clients) {
    return build(
        SslContextBuilder.forServer(own)
            .trustManager(new PeerCheck(peers, trustFile))
            .clientAuth(
                switch (clients) {
                  case REQUIRED -> ClientAuth.REQUIRE;
                  case OPTIONAL -> ClientAuth.OPTIONAL;
                }));
  }

  ChannelSecurity channelTo(String server) {
    return new ChannelSecurity(toServices, server);
  }

  ChannelSecurity channelToItself() {
    return new ChannelSecurity(client(itself), null);
  }

  /** Looks at the files no more. */
  @Override
  public void close() {
    loop.close(LONGEST_CHECK);
  }

  private ChannelCredentials client(X509ExtendedTrustManager trust) {
    SslContextBuilder builder =
        SslContextBuilder.forClient().trustManager(new PeerCheck(trust, trustFile));
    return NettySslContextChannelCredentials.create(
        build(hasOwn ? builder.keyManager(own) : builder));
  }

  private static SslContext build(SslContextBuilder builder) {
    try {
      return GrpcSslContexts.configure(builder).protocols(PROTOCOL).build();
    } catch (SSLException e) {
      throw new StartupException("TLS: not possible on this machine: " + e.getMessage(), e);
    }
  }

  private Loop.Next check() {
    watched.forEach(WatchedFiles::check);
    return Loop.Next.AFTER_PAUSE;
  }

  private String useOwn(List<PemFile> files) throws UnusableFileException {
    OwnCertificate certificate = OwnCertificate.of(files.getFirst(), files.getLast());
    own.updateIdentityCredentials(
        certificate.chain().toArray(X509Certificate[]::new), certificate.key());
    return "the certificate in %s, valid until %s"
        .formatted(files.getFirst(), certificate.validUntil());
  }

  private String useTrust(List<PemFile> files) throws UnusableFileException {
    PemFile file = files.getFirst();
    List<X509Certificate> authorities = file.certificates();
    if (authorities.stream().allMatch(authority -> ValidTime.problem(authority).isPresent())) {
      throw new UnusableFileException(file + ": no certificate is valid now");
    }
    X509Certificate[] trusted = authorities.toArray(X509Certificate[]::new);
    try {
      peers.updateTrustCredentials(trusted);
      itself.updateTrustCredentials(trusted);
    } catch (IOException | GeneralSecurityException e) {
      throw new UnusableFileException(file + ": " + e.getMessage(), e);
    }
    return "the trust in %s: %s".formatted(file, counted(trusted.length));
  }

  private static String counted(int authorities) {
    return authorities == 1 ? "1 authority" : authorities + " authorities";
  }

  private static AdvancedTlsX509TrustManager trust(Verification verification) {
    try {
      return AdvancedTlsX509TrustManager.newBuilder().setVerification(verification).build();
    } catch (CertificateException e) {
      throw new IllegalStateException("an empty trust manager can always be built", e);
    }
  }
}
