@NullMarked
package dev.waybill.cli.stock;

import org.jspecify.annotations.NullMarked;
