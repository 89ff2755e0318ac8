package dev.waybill.client;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.type.Money;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of clients/scenario.json and prints a line of JSON with the verdict of each. At a
 * step that wants the server killed it prints {@code {"ask": "restart"}} and waits for a line on
 * standard input.
 */
public final class Scenario {
  private static final Gson GSON = new Gson();
  private static final int FINAL_VERSION = 3;
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private final OrderClient orders;
  private final Channel inventory;
  private final @Nullable Channel secured;
  private final String customer = "java-" + UUID.randomUUID();
  private final String requestId = UUID.randomUUID().toString();
  private Order placed = Order.getDefaultInstance();

  private Scenario(OrderClient orders, Channel inventory, @Nullable Channel secured) {
    this.orders = orders;
    this.inventory = inventory;
    this.secured = secured;
  }

  /** Prints the verdicts. */
  public static void main(String[] arguments) throws Exception {
    Options options = new Options(arguments);
    String tls = options.get("--tls");
    ManagedChannel inventory =
        OrderClient.channel(options.get("--inventory", "localhost:50052"), null);
    ManagedChannel secured =
        tls == null ? null : OrderClient.channel(tls, new File(options.get("--ca", "")));
    try (OrderClient orders =
        OrderClient.open(List.of(options.get("--order", "localhost:50051")))) {
      Scenario scenario = new Scenario(orders, inventory, secured);
      String content = Files.readString(Path.of(options.get("--scenario", "scenario.json")));
      for (JsonElement step :
          JsonParser.parseString(content).getAsJsonObject().getAsJsonArray("steps")) {
        Verdict verdict = scenario.run(step.getAsJsonObject());
        tell(verdict.with("step", step.getAsJsonObject().get("step").getAsString()));
      }
    } finally {
      inventory.shutdownNow();
      if (secured != null) {
        secured.shutdownNow();
      }
    }
  }

  private Verdict run(JsonObject step) throws Exception {
    if (step.has("configured") && !step.get("configured").getAsBoolean()) {
      return Verdict.of("NOT_CONFIGURED");
    }
    Duration limit = limit(step);
    try {
      return switch (step.get("step").getAsString()) {
        case "place" -> place(step, limit);
        case "repeat" -> repeat(step, limit);
        case "reuse", "invalid" -> refused(step, limit);
        case "deadline" -> deadline(limit);
        case "cancel" -> cancel(limit);
        case "watch" -> watch(step, limit);
        case "import" -> importOrders(step, limit);
        case "readings" -> readings(step, limit);
        case "pushback" -> pushback(step, limit);
        case "tomorrow" -> tomorrow(step);
        case "tls" -> tls(limit);
        default -> throw new IllegalArgumentException("there is no such step: " + step);
      };
    } catch (StatusRuntimeException e) {
      return Verdict.of(e);
    }
  }

  private Verdict place(JsonObject step, Duration limit) {
    placed = stub(limit).placeOrder(request(step, requestId)).getOrder();
    Money total = placed.getTotal();
    double amount = total.getUnits() + total.getNanos() / 1e9;
    return Verdict.of("OK")
        .with("state", placed.getState().name())
        .with("total", amount + " " + total.getCurrencyCode());
  }

  private Verdict repeat(JsonObject step, Duration limit) {
    Order repeated = stub(limit).placeOrder(request(step, requestId)).getOrder();
    return Verdict.of("OK").with("same_order", repeated.getOrderId().equals(placed.getOrderId()));
  }

  private Verdict refused(JsonObject step, Duration limit) {
    try {
      var _ = stub(limit).placeOrder(request(step, requestId));
      return Verdict.of("OK");
    } catch (StatusRuntimeException e) {
      List<String> fields = new CallError(e).fields();
      return fields.isEmpty() ? Verdict.of(e) : Verdict.of(e).with("fields", fields);
    }
  }

  private Verdict deadline(Duration limit) {
    boolean started = false;
    try {
      var messages = stub(limit).watchOrders(WatchOrdersRequest.getDefaultInstance());
      while (messages.hasNext()) {
        var _ = messages.next();
        started = true;
      }
      return Verdict.of("OK").with("started", started);
    } catch (StatusRuntimeException e) {
      return Verdict.of(e).with("started", started);
    }
  }

  private Verdict cancel(Duration limit) throws Exception {
    Verdict verdict;
    try (CancellableContext watching = Context.current().withCancellation()) {
      verdict = watching.call(() -> watchUntilCancelled(watching, limit));
    }
    var _ =
        stub(limit).getOrder(GetOrderRequest.newBuilder().setOrderId(placed.getOrderId()).build());
    return verdict.with("next_call", "OK");
  }

  private Verdict watchUntilCancelled(CancellableContext watching, Duration limit) {
    try {
      var messages = stub(limit).watchOrders(WatchOrdersRequest.getDefaultInstance());
      while (messages.hasNext()) {
        var _ = messages.next();
        boolean _ = watching.cancel(null);
      }
      return Verdict.of("OK");
    } catch (StatusRuntimeException e) {
      return Verdict.of(e);
    }
  }

  private Verdict watch(JsonObject step, Duration limit) throws InterruptedException {
    WatchedOrders watched = new WatchedOrders();
    orders.watch(
        customer,
        limit,
        message -> {
          if (message.hasEvent()) {
            watched.saw(message.getEvent().getOrderId(), message.getEvent().getVersion());
          }
          if (watched.first == null) {
            // The first message is a heartbeat: from now on nothing is missed.
            watched.first = placeNew(step, limit);
          } else if (watched.second == null && !watched.versions(watched.first).isEmpty()) {
            askForRestart();
            watched.second = placeNew(step, limit);
          }
          return watched.versions(watched.first).size() < FINAL_VERSION
              || watched.versions(watched.second).size() < FINAL_VERSION;
        });
    return new Verdict()
        .with("first", watched.versions(watched.first))
        .with("second", watched.versions(watched.second));
  }

  /** What a watch has told about its two orders. */
  private static final class WatchedOrders {
    private final Map<String, List<Long>> versions = new HashMap<>();
    private @Nullable String first;
    private @Nullable String second;

    void saw(String order, long version) {
      versions.computeIfAbsent(order, _ -> new ArrayList<>()).add(version);
    }

    List<Long> versions(@Nullable String order) {
      return versions.getOrDefault(String.valueOf(order), List.of());
    }
  }

  private String placeNew(JsonObject step, Duration limit) throws InterruptedException {
    return orders.place(request(step, UUID.randomUUID().toString()), 0, limit).getOrderId();
  }

  private static void askForRestart() {
    tell(new Verdict().with("ask", "restart"));
    try {
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String _ = input.readLine();
    } catch (IOException e) {
      throw new IllegalStateException("nobody answered", e);
    }
  }

  private Verdict importOrders(JsonObject step, Duration limit)
      throws InterruptedException, StatusException {
    BlockingClientCall<ImportOrdersRequest, ImportOrdersResponse> stream =
        OrderServiceGrpc.newBlockingV2Stub(stub(limit).getChannel())
            .withDeadlineAfter(limit)
            .importOrders();
    Set<Long> answered = new HashSet<>();
    List<Map<String, Object>> refused = new ArrayList<>();
    try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sent = sender.submit(() -> send(step, stream));
      for (ImportOrdersResponse answer = stream.read(); answer != null; answer = stream.read()) {
        answered.add(answer.getIndex());
        if (answer.hasError()) {
          refused.add(
              Verdict.of(answer.getError().getCode().name())
                  .with("index", answer.getIndex())
                  .with("fields", CallError.fields(answer.getError().getBadRequest()))
                  .values);
        }
        Thread.sleep(step.get("pause_ms").getAsLong());
      }
      boolean _ = sent.cancel(true);
    } catch (StatusException e) {
      return Verdict.of(new StatusRuntimeException(e.getStatus(), e.getTrailers()));
    }
    return Verdict.of("OK").with("answered", answered.size()).with("refused", refused);
  }

  /** Waits while the server takes no more orders. */
  private @Nullable Void send(
      JsonObject step, BlockingClientCall<ImportOrdersRequest, ImportOrdersResponse> stream)
      throws InterruptedException, StatusException {
    for (int order = 0; order < step.get("orders").getAsInt(); order++) {
      boolean _ = stream.write(importOf(step.getAsJsonObject("request")));
    }
    boolean _ = stream.write(importOf(step.getAsJsonObject("invalid")));
    stream.halfClose();
    return null;
  }

  private ImportOrdersRequest importOf(JsonObject content) {
    return ImportOrdersRequest.newBuilder()
        .setOrder(requestOf(content, UUID.randomUUID().toString()))
        .build();
  }

  private Verdict readings(JsonObject step, Duration limit)
      throws InterruptedException, StatusException {
    BlockingClientCall<ReceiveStockRequest, ReceiveStockResponse> stream =
        InventoryServiceGrpc.newBlockingV2Stub(inventory).withDeadlineAfter(limit).receiveStock();
    Map<String, String> scans = new HashMap<>();
    for (JsonElement element : step.getAsJsonArray("readings")) {
      JsonObject reading = element.getAsJsonObject();
      String scan = reading.get("scan").getAsString();
      boolean _ =
          stream.write(
              ReceiveStockRequest.newBuilder()
                  .setScanId(scans.computeIfAbsent(scan, _ -> UUID.randomUUID().toString()))
                  .setSku(reading.get("sku").getAsString())
                  .setQuantity(reading.get("quantity").getAsInt())
                  .build());
    }
    stream.halfClose();
    ReceiveStockResponse summary = Objects.requireNonNull(stream.read());
    return Verdict.of("OK")
        .with("accepted", summary.getAccepted())
        .with("duplicates", summary.getDuplicates())
        .with("rejected", summary.getRejected())
        .with(
            "reasons",
            summary.getFirstErrorsList().stream()
                .map(refused -> refused.getError().getErrorInfo().getReason())
                .toList());
  }

  private Verdict pushback(JsonObject step, Duration limit) {
    List<Future<Verdict>> attempts;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      attempts =
          Stream.generate(() -> threads.submit(() -> attempt(step, limit)))
              .limit(step.get("orders").getAsLong())
              .toList();
    }
    return attempts.stream()
        .map(Future::resultNow)
        .filter(verdict -> verdict.isOf(Status.Code.RESOURCE_EXHAUSTED))
        .findFirst()
        .orElse(Verdict.of("OK"));
  }

  private Verdict attempt(JsonObject step, Duration limit) {
    try {
      var _ = stub(limit).placeOrder(request(step, UUID.randomUUID().toString()));
      return Verdict.of("OK");
    } catch (StatusRuntimeException e) {
      Metadata trailers = Objects.requireNonNullElseGet(e.getTrailers(), Metadata::new);
      String pushback = trailers.get(PUSHBACK);
      return pushback == null ? Verdict.of(e) : Verdict.of(e).with("pushback_ms", pushback);
    }
  }

  private static Verdict tomorrow(JsonObject step) throws InvalidProtocolBufferException {
    byte[] message = Base64.getDecoder().decode(step.get("message").getAsString());
    Order order = Order.parseFrom(message);
    return new Verdict()
        .with("state", order.getStateValue())
        .with("version", order.getVersion())
        .with("unchanged", order.toByteString().equals(ByteString.copyFrom(message)));
  }

  private Verdict tls(Duration limit) {
    if (secured == null) {
      return Verdict.of("NOT_CONFIGURED");
    }
    var _ =
        OrderServiceGrpc.newBlockingStub(secured)
            .withDeadlineAfter(limit)
            .listOrders(ListOrdersRequest.newBuilder().setPageSize(1).build());
    return Verdict.of("OK");
  }

  private OrderServiceBlockingStub stub(Duration limit) {
    return orders.stub(0).withDeadlineAfter(limit);
  }

  private PlaceOrderRequest request(JsonObject step, String id) {
    return requestOf(step.getAsJsonObject("request"), id);
  }

  /** The scenario's request, for this run's customer. It keeps an id of its own. */
  private PlaceOrderRequest requestOf(JsonObject content, String id) {
    PlaceOrderRequest.Builder request = PlaceOrderRequest.newBuilder().setCustomerId(customer);
    if (!content.has("request_id")) {
      request.setRequestId(id);
    }
    try {
      JsonFormat.parser().merge(content.toString(), request);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the scenario's request is none: " + content, e);
    }
    return request.build();
  }

  private static Duration limit(JsonObject step) {
    return step.has("timeout_ms")
        ? Duration.ofMillis(step.get("timeout_ms").getAsLong())
        : Duration.ofSeconds(10);
  }

  private static void tell(Verdict verdict) {
    System.out.println(GSON.toJson(verdict.values));
  }

  /** What came of a step. */
  private static final class Verdict {
    private final Map<String, Object> values = new TreeMap<>();

    static Verdict of(String code) {
      return new Verdict().with("code", code);
    }

    static Verdict of(StatusRuntimeException failure) {
      CallError error = new CallError(failure);
      Verdict verdict = Verdict.of(error.code());
      error.reason().ifPresent(reason -> verdict.with("reason", reason));
      return verdict;
    }

    Verdict with(String name, Object value) {
      values.put(name, value);
      return this;
    }

    boolean isOf(Status.Code code) {
      return code.name().equals(values.get("code"));
    }
  }
}
