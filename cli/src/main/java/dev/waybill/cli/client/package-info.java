/** The client commands: orders, stock and payments from a terminal or a script. */
@NullMarked
package dev.waybill.cli.client;

import org.jspecify.annotations.NullMarked;
