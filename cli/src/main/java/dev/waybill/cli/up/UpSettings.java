package dev.waybill.cli.up;

import java.nio.file.Path;

/**
 * The settings of `waybill up`.
 *
 * @param portBase the port of order-service, with inventory's and payment's right after it; 0 for
 *     any free ports
 * @param data where everything is kept
 * @param fresh whether to delete what is kept there
 */
record UpSettings(int portBase, Path data, boolean fresh) {}
