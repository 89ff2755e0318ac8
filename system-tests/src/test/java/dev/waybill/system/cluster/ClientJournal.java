package dev.waybill.system.cluster;

import dev.waybill.local.journal.JournalEntry;
import dev.waybill.local.journal.JournalWriter;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What clients sent and what they were told, also written to a file for the audit. */
public final class ClientJournal implements AutoCloseable {
  private final Path file;
  private final JournalWriter writer;
  private final Map<String, PlaceOrderRequest> sent = new ConcurrentHashMap<>();
  private final Map<String, String> orderOfRequest = new ConcurrentHashMap<>();
  private final Map<String, PlaceOrderRequest> requestOfOrder = new ConcurrentHashMap<>();
  private final Queue<Order> told = new ConcurrentLinkedQueue<>();
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

  private ClientJournal(Path file, JournalWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Opens the file and appends to its content. */
  public static ClientJournal open(Path file) {
    try {
      return new ClientJournal(file, JournalWriter.open(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sent(PlaceOrderRequest request) {
    sent.put(request.getRequestId(), request);
  }

  /** Records an answer to a request to place an order. */
  void told(PlaceOrderRequest request, Order order) {
    String known = orderOfRequest.putIfAbsent(request.getRequestId(), order.getOrderId());
    if (known != null && !known.equals(order.getOrderId())) {
      contradictions.add(
          "request %s is order %s and order %s"
              .formatted(request.getRequestId(), known, order.getOrderId()));
    }
    requestOfOrder.put(order.getOrderId(), request);
    told(order);
  }

  /** Records any other answer about an order that was placed before. */
  void told(Order order) {
    PlaceOrderRequest request = requestOfOrder.get(order.getOrderId());
    if (request == null) {
      throw new IllegalArgumentException("nobody has placed " + order);
    }
    told.add(order);
    try {
      writer.append(
          new JournalEntry(
              order.getOrderId(),
              request.getCustomerId(),
              request.getRequestId(),
              order.getState()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The requests that have no answer. */
  public List<PlaceOrderRequest> unanswered() {
    return sent.values().stream()
        .filter(request -> !orderOfRequest.containsKey(request.getRequestId()))
        .toList();
  }

  /** Everything that clients were told about orders, in the sequence of the answers. */
  public List<Order> told() {
    return List.copyOf(told);
  }

  /** Answers that contradict each other. */
  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /** The file, after everything was written to it. */
  Path written() {
    try {
      writer.flush();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
