package dev.waybill.cli.load;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.waybill.common.file.FileFailure;
import dev.waybill.local.load.KneeSearch;
import dev.waybill.local.load.LoadResult;
import dev.waybill.local.load.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a run, for a script.
 *
 * @param target where order-service is
 * @param seconds the length of the measurement or, with --max, of each step
 * @param rate the requested rate per second; absent if --in-flight sets the pace
 * @param inFlight the number of orders kept in flight; absent if a rate was requested
 * @param hotSku the only item that was ordered; absent if the orders were spread over all items
 * @param result the result; absent with --max
 * @param knee the highest rate that was sustained; with --max only
 * @param steps the rates that were tested; with --max only
 */
record LoadReport(
    String target,
    double seconds,
    @Nullable Integer rate,
    @Nullable Integer inFlight,
    @Nullable String hotSku,
    int declinePercent,
    int connections,
    @Nullable Verdict verdict,
    @Nullable LoadResult result,
    @Nullable Double knee,
    @Nullable List<KneeSearch.Step> steps) {
  private static final Gson JSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .setPrettyPrinting()
          .create();

  static LoadReport of(String target, LoadOptions options, LoadResult result) {
    return of(target, options, result.verdict(), result, null);
  }

  static LoadReport of(String target, LoadOptions options, KneeSearch.Knee knee) {
    return of(target, options, null, null, knee);
  }

  private static LoadReport of(
      String target,
      LoadOptions options,
      @Nullable Verdict verdict,
      @Nullable LoadResult result,
      KneeSearch.@Nullable Knee knee) {
    Integer inFlight = options.inFlight().orElse(null);
    return new LoadReport(
        target,
        options.duration().toMillis() / 1000.0,
        inFlight == null ? Integer.valueOf(options.rate()) : null,
        inFlight,
        options.hotSku().orElse(null),
        options.declinePercent(),
        options.connections(),
        verdict,
        result,
        knee == null ? null : Double.valueOf(knee.rate()),
        knee == null ? null : knee.steps());
  }

  String json() {
    return JSON.toJson(this);
  }

  /** Checked before a long run rather than after it. */
  static boolean canBeWritten(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder) && !Files.isDirectory(file);
  }

  void write(Path file) {
    try {
      Files.writeString(file, json() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(FileFailure.cannotWrite(file, e), e);
    }
  }
}
