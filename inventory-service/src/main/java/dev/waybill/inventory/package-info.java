/** The inventory service: its settings, its wiring and its start. */
@NullMarked
package dev.waybill.inventory;

import org.jspecify.annotations.NullMarked;
