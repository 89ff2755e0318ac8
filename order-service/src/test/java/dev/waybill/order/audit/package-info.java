@NullMarked
package dev.waybill.order.audit;

import org.jspecify.annotations.NullMarked;
