@NullMarked
package dev.waybill.inventory.audit;

import org.jspecify.annotations.NullMarked;
