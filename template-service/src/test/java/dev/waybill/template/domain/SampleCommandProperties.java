package dev.waybill.template.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.command.RowCache;
import dev.waybill.template.domain.SampleCommand.Close;
import dev.waybill.template.domain.SampleCommand.Create;
import dev.waybill.template.domain.SampleState.Closed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Invariants of the rules for every sequence of commands, in whatever groups it is applied. */
final class SampleCommandProperties {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final List<SampleId> IDS =
      List.of(new SampleId(new UUID(0, 1)), new SampleId(new UUID(0, 2)));

  @Property(tries = 300)
  void neverCloseWithMoreThanTheQuantity(
      @ForAll("commands") List<SampleCommand<?>> commands,
      @ForAll @IntRange(min = 1, max = 8) int cut) {
    Memory memory = new Memory();
    memory.applyInGroups(commands, cut);

    for (Sample sample : memory.samples.values()) {
      int finalQuantity = sample.state() instanceof Closed closed ? closed.finalQuantity() : 0;
      assertThat(finalQuantity).isBetween(0, sample.request().quantity());
    }
  }

  @Property(tries = 300)
  void leaveOneEventForEachVersion(
      @ForAll("commands") List<SampleCommand<?>> commands,
      @ForAll @IntRange(min = 1, max = 8) int cut) {
    Memory memory = new Memory();
    memory.applyInGroups(commands, cut);

    for (SampleId id : IDS) {
      List<SampleEvent> events =
          memory.events.stream().filter(event -> event.sampleId().equals(id)).toList();
      assertThat(events.stream().mapToLong(SampleEvent::version))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, events.size()).mapToObj(Long::valueOf).toList());
      Sample sample = memory.samples.get(id);
      assertThat(sample == null ? null : SampleEvent.of(sample))
          .isEqualTo(events.isEmpty() ? null : events.getLast());
    }
  }

  @Property(tries = 300)
  void giveTheSameResultsInGroupsAsOneByOne(
      @ForAll("commands") List<SampleCommand<?>> commands,
      @ForAll @IntRange(min = 2, max = 8) int cut) {
    assertThat(new Memory().applyInGroups(commands, cut))
        .isEqualTo(new Memory().applyInGroups(commands, 1));
  }

  @Provide
  Arbitrary<List<SampleCommand<?>>> commands() {
    Arbitrary<SampleId> id = Arbitraries.of(IDS);
    Arbitrary<Integer> quantity = Arbitraries.integers().between(1, 3);
    Arbitrary<SampleCommand<?>> create =
        Combinators.combine(id, quantity)
            .as((of, asked) -> new Create(new SampleRequest(of, "c", "S", asked, "")));
    Arbitrary<SampleCommand<?>> close = Combinators.combine(id, quantity).as(Close::new);
    return Arbitraries.oneOf(create, close).list().ofMaxSize(12);
  }

  /** An in-memory store. */
  private static final class Memory {
    final Map<SampleId, Sample> samples = new HashMap<>();
    final List<SampleEvent> events = new ArrayList<>();

    List<Object> applyInGroups(List<SampleCommand<?>> commands, int size) {
      List<Object> results = new ArrayList<>();
      for (int from = 0; from < commands.size(); from += size) {
        int to = Math.min(from + size, commands.size());
        results.addAll(apply(commands.subList(from, to)));
      }
      return results;
    }

    private List<Object> apply(List<SampleCommand<?>> group) {
      SampleBook book = new SampleBook(new RowCache<>(0));
      group.forEach(command -> command.nameRows(book));
      for (SampleId id : book.samples().named()) {
        Sample sample = samples.get(id);
        if (sample != null) {
          book.samples().load(id, sample);
        }
      }
      List<Object> results = new ArrayList<>();
      group.forEach(command -> results.add(command.decide(book, NOW)));
      book.samples().added().forEach(this::keep);
      book.samples().changed().forEach(this::keep);
      events.addAll(book.events());
      return results;
    }

    private void keep(Sample sample) {
      samples.put(sample.id(), sample);
    }
  }
}
