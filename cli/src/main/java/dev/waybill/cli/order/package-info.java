/** The commands for orders: place, get, list, cancel, watch, import. */
@NullMarked
package dev.waybill.cli.order;

import org.jspecify.annotations.NullMarked;
