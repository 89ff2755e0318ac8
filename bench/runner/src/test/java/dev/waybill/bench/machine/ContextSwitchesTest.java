package dev.waybill.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.bench.machine.ContextSwitches.Counts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Context switches are added up, also those of threads that come and go. */
final class ContextSwitchesTest {
  @Test
  void readsBothKindsFromAThreadsStatus() {
    List<String> status =
        List.of(
            "Name:\tG1 Service",
            "Pid:\t4711",
            "voluntary_ctxt_switches:\t120",
            "nonvoluntary_ctxt_switches:\t7");

    assertThat(ContextSwitches.in(status)).isEqualTo(127);
    assertThat(ContextSwitches.in(List.of())).isZero();
  }

  @Test
  void countsWhatAThreadHasMadeSinceTheStart() {
    Counts counts = new Counts(Map.of("one", 100L));

    counts.see(Map.of("one", 130L));

    assertThat(counts.sinceTheStart()).isEqualTo(30);
  }

  @Test
  void countsAThreadThatStartedLaterFromZero() {
    Counts counts = new Counts(Map.of("one", 100L));

    counts.see(Map.of("one", 100L, "two", 12L));

    assertThat(counts.sinceTheStart()).isEqualTo(12);
  }

  @Test
  void keepsTheLastCountOfAThreadThatEnded() {
    Counts counts = new Counts(Map.of("one", 100L));
    counts.see(Map.of("one", 140L, "brief", 5L));

    counts.see(Map.of());

    assertThat(counts.sinceTheStart()).isEqualTo(45);
  }

  @Test
  void countsARealProcess() {
    long self = ProcessHandle.current().pid();
    ContextSwitches switches = ContextSwitches.start(() -> List.of(self));

    // The counter's own thread has to be woken in order to stop, if nothing else happens.
    assertThat(switches.stop()).isPositive();
    assertThat(ContextSwitches.ofTheMachine()).isPositive();
  }
}
