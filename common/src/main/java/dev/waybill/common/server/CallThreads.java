package dev.waybill.common.server;

import dev.waybill.common.auth.Authentication;
import dev.waybill.common.rpc.PromptService;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The thread on which a call is handled: one of its own, which may wait, or, for methods that never
 * wait, the one that reads from the connection.
 */
final class CallThreads {
  private final Executor own =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());
  private final Set<String> prompt;

  private CallThreads(Set<String> prompt) {
    this.prompt = prompt;
  }

  static CallThreads of(Collection<BindableService> services) {
    return new CallThreads(
        services.stream()
            .filter(PromptService.class::isInstance)
            .map(PromptService.class::cast)
            .flatMap(service -> service.promptMethods().stream())
            .map(MethodDescriptor::getFullMethodName)
            .collect(Collectors.toSet()));
  }

  /** Without prompt methods, no call is looked up before it has its thread. */
  void applyTo(ServerBuilder<?> builder) {
    if (prompt.isEmpty()) {
      builder.executor(own);
      return;
    }
    builder
        .directExecutor()
        .callExecutor(
            new ServerCallExecutorSupplier() {
              @Override
              public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
                return !Authentication.mayWait(headers)
                        && prompt.contains(call.getMethodDescriptor().getFullMethodName())
                    ? Runnable::run
                    : own;
              }
            });
  }
}
