package dev.waybill.client;

import com.google.gson.Gson;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places orders at a steady pace until all are answered, and writes every answer to a journal that
 * {@code waybill audit --journal} checks.
 */
public final class Load {
  private static final Gson GSON = new Gson();
  private static final int ITEMS = 100;

  private final OrderClient client;
  private final PrintWriter journal;
  private final Duration patience;
  private final AtomicInteger failed = new AtomicInteger();

  private Load(OrderClient client, PrintWriter journal, Duration patience) {
    this.client = client;
    this.journal = journal;
    this.patience = patience;
  }

  /** Exits with 1 if an order was not answered. */
  public static void main(String[] arguments) throws IOException {
    Options options = new Options(arguments);
    List<String> targets = List.of(options.get("--targets", "localhost:50051").split(",", -1));
    int orders = Integer.parseInt(options.get("--orders", "100"));
    double millis = 1000 * Double.parseDouble(options.get("--seconds", "10"));
    long patience = Long.parseLong(options.get("--patience", "120"));
    Path journal = Path.of(options.get("--journal", "journal.jsonl"));
    Load load;
    try (OrderClient client = OrderClient.open(targets);
        PrintWriter lines =
            new PrintWriter(
                Files.newBufferedWriter(
                    journal, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      load = new Load(client, lines, Duration.ofSeconds(patience));
      load.run(orders, millis / orders);
    }
    System.out.printf(Locale.ROOT, "load: %d orders, %d failed%n", orders, load.failed.get());
    if (load.failed.get() > 0) {
      System.exit(1);
    }
  }

  private void run(int orders, double millisEach) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int order = 0; order < orders; order++) {
        int number = order;
        threads.execute(() -> place(number, (long) (number * millisEach)));
      }
    }
  }

  private void place(int number, long atMillis) {
    PlaceOrderRequest request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId("load-java")
            .addLines(
                PlaceOrderLine.newBuilder()
                    .setSku(String.format(Locale.ROOT, "SKU-%03d", number % ITEMS))
                    .setQuantity(1))
            .setPaymentToken("tok_ok")
            .build();
    try {
      Thread.sleep(atMillis);
      write(request, client.place(request, number, patience));
    } catch (StatusRuntimeException | InterruptedException e) {
      failed.incrementAndGet();
      System.err.println("request " + request.getRequestId() + ": " + e);
    }
  }

  private synchronized void write(PlaceOrderRequest request, Order order) {
    TreeMap<String, String> entry = new TreeMap<>();
    entry.put("order_id", order.getOrderId());
    entry.put("customer_id", order.getCustomerId());
    entry.put("request_id", request.getRequestId());
    entry.put("state", order.getState().name());
    journal.println(GSON.toJson(entry));
  }
}
