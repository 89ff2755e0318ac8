package dev.waybill.order.participants;

import dev.waybill.common.rpc.StandardInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An inventory and a payment service that tests control, behind the interceptors of real ones. */
public final class ScriptedParticipants implements AutoCloseable {

  private final ParticipantJournal journal = new ParticipantJournal();
  private final ScriptedInventory inventory = new ScriptedInventory(journal);
  private final ScriptedPayments payments = new ScriptedPayments(journal);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String name = InProcessServerBuilder.generateName();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Server server;

  private ScriptedParticipants() {
    this.server =
        InProcessServerBuilder.forName(name)
            .executor(threads)
            .addService(StandardInterceptors.server(inventory))
            .addService(StandardInterceptors.server(payments))
            .build();
  }

  public static ScriptedParticipants start() {
    ScriptedParticipants participants = new ScriptedParticipants();
    try {
      participants.server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return participants;
  }

  public ParticipantJournal journal() {
    return journal;
  }

  public ScriptedInventory inventory() {
    return inventory;
  }

  public ScriptedPayments payments() {
    return payments;
  }

  /** Opens a new channel to both. */
  public ManagedChannel channel() {
    ManagedChannel channel =
        InProcessChannelBuilder.forName(name).intercept(StandardInterceptors.client()).build();
    channels.add(channel);
    return channel;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow();
    threads.shutdown();
  }
}
