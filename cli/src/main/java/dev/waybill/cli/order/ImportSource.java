package dev.waybill.cli.order;

import dev.waybill.common.config.PositiveNumberConverter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file to import or the sample to print: exactly one of them. A picocli group. */
final class ImportSource {
  @Parameters(
      paramLabel = "FILE.jsonl",
      arity = "1",
      description = "The orders; - reads standard input.")
  @Nullable String file;

  @Option(
      names = "--sample",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "Import nothing: print so many orders, each new, to make a file of.")
  int sample;
}
