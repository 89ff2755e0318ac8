package dev.waybill.system.template;

import dev.waybill.system.crash.ServiceClient;
import dev.waybill.system.crash.ServiceCrashes;
import dev.waybill.template.TemplateService;
import io.grpc.Channel;

/** Kills template-service at each of its ports. */
final class TemplateCrashes extends ServiceCrashes {
  TemplateCrashes() {
    super(new TemplateService());
  }

  @Override
  protected ServiceClient client(Channel channel) {
    return new TemplateClient(channel);
  }
}
