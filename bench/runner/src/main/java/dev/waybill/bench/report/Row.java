package dev.waybill.bench.report;

import dev.waybill.bench.stack.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All samples of one contender at one level. */
record Row(String contender, boolean hot, int inFlight, List<Sample> samples) {
  /** Groups samples by contender and item, then by level. */
  static Map<String, List<Row>> byContender(List<Sample> samples) {
    Map<String, Map<Integer, List<Sample>>> grouped =
        samples.stream()
            .collect(
                Collectors.groupingBy(
                    sample -> sample.contender() + (sample.hot() ? ", one SKU" : ""),
                    TreeMap::new,
                    Collectors.groupingBy(Sample::inFlight, TreeMap::new, Collectors.toList())));
    Map<String, List<Row>> rows = new TreeMap<>();
    grouped.forEach(
        (name, levels) ->
            rows.put(
                name,
                levels.entrySet().stream()
                    .map(
                        level ->
                            new Row(
                                name,
                                level.getValue().getFirst().hot(),
                                level.getKey(),
                                level.getValue()))
                    .toList()));
    return rows;
  }

  double median(ToDoubleFunction<Sample> figure) {
    return Findings.median(samples.stream().map(figure::applyAsDouble).toList());
  }
}
