package hello;

import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceRunner;
import dev.waybill.common.server.ServiceWiring;
import hello.v1.GreetRequest;
import hello.v1.GreetResponse;
import hello.v1.HelloServiceGrpc;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.StreamObserver;
import picocli.CommandLine.Mixin;

/** A complete service: its settings, its one method, and how to run it. */
final class HelloMain extends HelloServiceGrpc.HelloServiceImplBase implements ServiceConfig {
  @Mixin private final ServerSettings server = new ServerSettings(50_061);

  public static void main(String[] arguments) {
    HelloMain hello = new HelloMain();
    System.exit(ServiceRunner.run("hello", hello, arguments, _ -> ServiceWiring.of(hello)));
  }

  @Override
  public void greet(GreetRequest request, StreamObserver<GreetResponse> observer) {
    observer.onNext(GreetResponse.newBuilder().setText("Hello " + request.getName()).build());
    observer.onCompleted();
  }

  @Override
  public ServerSettings server() {
    return server;
  }

  @Override
  public ServiceDescriptor contract() {
    return HelloServiceGrpc.getServiceDescriptor();
  }
}
