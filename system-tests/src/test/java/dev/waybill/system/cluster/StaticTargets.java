package dev.waybill.system.cluster;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves targets such as {@code ipv4:127.0.0.1:50051,127.0.0.1:50061}, as gRPC in other languages
 * does. They replace a name with several addresses, as used in production. gRPC finds this class
 * through the service loader, also in the processes that a test starts.
 */
public final class StaticTargets extends NameResolverProvider {
  private static final String SCHEME = "ipv4";

  /** Used by the service loader. */
  public StaticTargets() {}

  /** The target for all of these addresses, each host:port. */
  static String of(List<String> addresses) {
    return SCHEME + ":" + String.join(",", addresses);
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  /** Lower than the priority of DNS names, which have the default scheme. */
  @Override
  protected int priority() {
    return 1;
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return Set.of(InetSocketAddress.class);
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    return target.getScheme().equals(SCHEME)
        ? new Resolver(
            Stream.of(target.getSchemeSpecificPart().split(",", -1))
                .map(StaticTargets::address)
                .toList())
        : null;
  }

  private static EquivalentAddressGroup address(String text) {
    int colon = text.lastIndexOf(':');
    return new EquivalentAddressGroup(
        new InetSocketAddress(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1))));
  }

  /** Always returns the same addresses. */
  private static final class Resolver extends NameResolver {
    private final List<EquivalentAddressGroup> addresses;

    Resolver(List<EquivalentAddressGroup> addresses) {
      this.addresses = addresses;
    }

    @Override
    public String getServiceAuthority() {
      return "localhost";
    }

    @Override
    public void start(Listener2 listener) {
      listener.onResult(
          ResolutionResult.newBuilder().setAddressesOrError(StatusOr.fromValue(addresses)).build());
    }

    @Override
    public void shutdown() {
      // There is nothing to release.
    }
  }
}
