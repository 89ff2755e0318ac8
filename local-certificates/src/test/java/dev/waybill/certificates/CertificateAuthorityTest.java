package dev.waybill.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CertificateAuthorityTest {
  private static final Validity A_DAY = Validity.lasting(Duration.ofDays(1));
  private static final int AS_HOST_NAME = 2;
  private static final int AS_ADDRESS = 7;

  private final CertificateAuthority authority = CertificateAuthority.create("Test CA", A_DAY);

  @Test
  void issuesCertificatesThatLeadToIt() throws Exception {
    Identity issued = authority.issue("ledger", List.of("ledger"), A_DAY);
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
    parameters.setRevocationEnabled(false);

    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(issued.chain()), parameters);

    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(
            () ->
                issued
                    .chain()
                    .getFirst()
                    .verify(
                        CertificateAuthority.create("Test CA", A_DAY)
                            .certificate()
                            .getPublicKey()));
  }

  @Test
  void writesNamesAddressesAndTimes() throws Exception {
    Validity validity =
        new Validity(Instant.parse("2049-12-31T23:59:59Z"), Instant.parse("2050-01-01T00:00:01Z"));
    X509Certificate issued =
        authority
            .issue("ledger", List.of("ledger", "localhost", "127.0.0.1", "::1"), validity)
            .chain()
            .getFirst();

    assertThat(issued.getSubjectAlternativeNames())
        .containsExactly(
            List.of(AS_HOST_NAME, "ledger"),
            List.of(AS_HOST_NAME, "localhost"),
            List.of(AS_ADDRESS, "127.0.0.1"),
            List.of(AS_ADDRESS, "0:0:0:0:0:0:0:1"));
    assertThat(issued.getNotBefore().toInstant()).isEqualTo(validity.from());
    assertThat(issued.getNotAfter().toInstant()).isEqualTo(validity.until());
    assertThat(issued.getBasicConstraints()).as("signs no certificates").isEqualTo(-1);
    assertThat(authority.certificate().getBasicConstraints()).isZero();
    assertThat(issued.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(issued.getKeyUsage()[0]).as("digital signature").isTrue();
    assertThat(authority.certificate().getKeyUsage()[5]).as("certificates").isTrue();
  }

  @Test
  void hidesTheKey() {
    assertThat(authority.issue("ledger", List.of("ledger"), A_DAY))
        .hasToString("identity of CN=ledger");
  }
}
