package dev.waybill.common.tls;

import dev.waybill.certificates.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A certificate for "ledger" with an issuer between it and its authority, which the JDK's own tool
 * makes, because our development authority makes neither odd certificates nor other authorities.
 *
 * @param identity the certificate, and that of its issuer
 */
record KeytoolChain(Identity identity, X509Certificate authority) {
  private static final String PASSWORD = "changeit";

  /**
   * Makes the chain.
   *
   * @param usage what the certificate is good for, such as "clientAuth"
   * @param issuerSince since when the issuer's certificate is valid, for two days
   */
  static KeytoolChain of(Path folder, String usage, String issuerSince)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("chain.p12");
    make(store, "root", "-ext", "bc:c");
    make(
        store,
        "issuer",
        "-signer",
        "root",
        "-ext",
        "bc:c",
        "-startdate",
        issuerSince,
        "-validity",
        "2");
    make(store, "ledger", "-signer", "issuer", "-ext", "eku=" + usage, "-ext", "san=dns:ledger");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(store)) {
      keys.load(content, PASSWORD.toCharArray());
    }
    List<X509Certificate> chain =
        Arrays.stream(keys.getCertificateChain("ledger"))
            .map(X509Certificate.class::cast)
            .limit(2)
            .toList();
    return new KeytoolChain(
        new Identity(chain, (PrivateKey) keys.getKey("ledger", PASSWORD.toCharArray())),
        (X509Certificate) keys.getCertificate("root"));
  }

  private static void make(Path store, String name, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                name,
                "-dname",
                "CN=" + name));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }
}
