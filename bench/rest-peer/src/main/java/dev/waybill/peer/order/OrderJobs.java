package dev.waybill.peer.order;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Background work: fulfils confirmed orders and recovers abandoned ones. */
@Component
class OrderJobs {
  private static final Logger LOG = LoggerFactory.getLogger(OrderJobs.class);
  private static final int BATCH = 128;

  private final OrderStore store;
  private final OrderFlow flow;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  OrderJobs(OrderStore store, OrderFlow flow) {
    this.store = store;
    this.flow = flow;
  }

  @Scheduled(fixedDelay = 200)
  void fulfil() {
    UUID claim = UUID.randomUUID();
    for (List<UUID> due = store.claimDue("CONFIRMED", "FULFILLING", claim, BATCH);
        !due.isEmpty();
        due = store.claimDue("CONFIRMED", "FULFILLING", claim, BATCH)) {
      onEach(due, orderId -> flow.fulfil(orderId, claim));
    }
  }

  @Scheduled(fixedDelay = 1000)
  void recover() {
    UUID claim = UUID.randomUUID();
    onEach(
        store.claimDue("PENDING", "PENDING", claim, BATCH), orderId -> flow.decide(orderId, claim));
    onEach(
        store.claimDue("FULFILLING", "FULFILLING", claim, BATCH),
        orderId -> flow.fulfil(orderId, claim));
  }

  private void onEach(List<UUID> orders, Consumer<UUID> work) {
    orders.stream()
        .map(orderId -> threads.submit(() -> attempt(orderId, work)))
        .toList()
        .forEach(
            future -> {
              try {
                future.get();
              } catch (Exception e) {
                LOG.warn("interrupted", e);
              }
            });
  }

  /** If this fails for any reason, the order becomes due again when its lease ends. */
  private static void attempt(UUID orderId, Consumer<UUID> work) {
    try {
      work.accept(orderId);
    } catch (RuntimeException e) {
      LOG.warn("order {}: {}", orderId, e.toString());
    }
  }
}
