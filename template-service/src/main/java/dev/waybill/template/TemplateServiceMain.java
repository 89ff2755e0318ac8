package dev.waybill.template;

import dev.waybill.common.server.ServiceRunner;

/** Runs template-service until it is told to stop. */
public final class TemplateServiceMain {
  private TemplateServiceMain() {}

  public static void main(String[] arguments) {
    System.exit(ServiceRunner.run(new TemplateService(), arguments));
  }
}
