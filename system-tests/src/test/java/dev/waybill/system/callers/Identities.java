package dev.waybill.system.callers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that the JDK's own tool makes, each signed by itself and trusted by all. */
final class Identities {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final KeyStore trusted;

  Identities(Path folder) throws GeneralSecurityException, IOException {
    this.folder = folder;
    this.trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
  }

  /** Makes a certificate with this name. */
  Identities add(String name) throws GeneralSecurityException, IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                System.getProperty("java.home")
                    + File.separator
                    + "bin"
                    + File.separator
                    + "keytool",
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file(name).toString())
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    trusted.setCertificateEntry(name, load(name).getCertificate("own"));
    return this;
  }

  KeyManager[] keys(String name) throws GeneralSecurityException, IOException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(load(name), PASSWORD);
    return factory.getKeyManagers();
  }

  TrustManager[] trust() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private KeyStore load(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file(name))) {
      store.load(content, PASSWORD);
    }
    return store;
  }

  private Path file(String name) {
    return folder.resolve(name + ".p12");
  }
}
