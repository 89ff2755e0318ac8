/** The commands for stock: put, get, list, fill, receive, watch. */
@NullMarked
package dev.waybill.cli.stock;

import org.jspecify.annotations.NullMarked;
