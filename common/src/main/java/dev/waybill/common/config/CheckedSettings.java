package dev.waybill.common.config;

import java.util.List;

/** A group of settings (a picocli mixin) whose values must be consistent with each other. */
public interface CheckedSettings {
  /** Returns one line per setting that conflicts with another; empty if there is none. */
  List<String> problems();
}
