/** `waybill up`: the services, staying up, with their data kept. */
@NullMarked
package dev.waybill.cli.up;

import org.jspecify.annotations.NullMarked;
