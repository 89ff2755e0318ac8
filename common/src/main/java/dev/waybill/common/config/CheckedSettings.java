package dev.waybill.common.config;

import java.util.List;

/** A group of settings, a picocli mixin, whose values must agree with each other. */
public interface CheckedSettings {
  /** One line for each setting that does not agree with another; empty when all is well. */
  List<String> problems();
}
