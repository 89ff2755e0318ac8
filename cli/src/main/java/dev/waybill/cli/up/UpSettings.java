package dev.waybill.cli.up;

import java.nio.file.Path;

/**
 * What `waybill up` is asked to do.
 *
 * @param portBase the port of order-service, with inventory's and payment's right after it; 0 for
 *     any free ports
 * @param data where everything is kept
 * @param fresh whether to throw away what is kept there
 */
record UpSettings(int portBase, Path data, boolean fresh) {}
