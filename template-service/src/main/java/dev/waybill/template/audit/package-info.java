/** The service's own invariants. */
@NullMarked
package dev.waybill.template.audit;

import org.jspecify.annotations.NullMarked;
