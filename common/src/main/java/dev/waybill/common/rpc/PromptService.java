package dev.waybill.common.rpc;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import java.util.Set;

/**
 * A service with methods that never wait: they hand the request over, and the answer comes later
 * from elsewhere. The server calls them on the thread that reads from the connection, which spares
 * each call a thread of its own and its wake-up.
 */
public interface PromptService extends BindableService {
  /** Returns the methods that neither block nor work for long. */
  Set<MethodDescriptor<?, ?>> promptMethods();
}
