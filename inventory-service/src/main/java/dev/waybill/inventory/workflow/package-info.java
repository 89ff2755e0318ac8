/** What inventory does by itself. */
@NullMarked
package dev.waybill.inventory.workflow;

import org.jspecify.annotations.NullMarked;
