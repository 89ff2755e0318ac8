/** The use cases. */
@NullMarked
package dev.waybill.template.workflow;

import org.jspecify.annotations.NullMarked;
