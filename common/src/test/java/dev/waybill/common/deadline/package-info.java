@NullMarked
package dev.waybill.common.deadline;

import org.jspecify.annotations.NullMarked;
