package dev.waybill.cli.up;

import dev.waybill.local.stack.StackPorts;
import java.nio.file.Path;

/**
 * The settings of `waybill up`.
 *
 * @param ports where the services listen
 * @param data where everything is kept
 * @param fresh whether to delete what is kept there
 * @param secure whether to secure the services with the certificates and keys that are kept there
 * @param metrics whether the services serve metrics
 */
public record UpSettings(
    StackPorts ports, Path data, boolean fresh, boolean secure, boolean metrics) {}
