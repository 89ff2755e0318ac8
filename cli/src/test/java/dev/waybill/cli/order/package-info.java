@NullMarked
package dev.waybill.cli.order;

import org.jspecify.annotations.NullMarked;
