/** The service as its callers see it. */
@NullMarked
package dev.waybill.template;

import org.jspecify.annotations.NullMarked;
