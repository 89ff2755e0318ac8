package dev.waybill.common.tls;

import java.util.Locale;

/** Whether a server admits clients that show no certificate. One that is shown must be valid. */
public enum ClientCertificates {
  REQUIRED,
  OPTIONAL;

  /** As it is written in a setting. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
