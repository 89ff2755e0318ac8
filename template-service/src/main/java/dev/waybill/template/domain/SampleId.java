package dev.waybill.template.domain;

import java.util.UUID;

/** The id that a caller chose, so that a repeat of its request finds the same sample. */
public record SampleId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
