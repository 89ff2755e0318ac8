/** `waybill up`: runs the services and keeps their data. */
@NullMarked
package dev.waybill.cli.up;

import org.jspecify.annotations.NullMarked;
