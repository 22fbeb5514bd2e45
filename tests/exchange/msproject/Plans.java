import java.io.File;
import java.util.Locale;
import org.mpxj.Duration;
import org.mpxj.ProjectCalendar;
import org.mpxj.ProjectFile;
import org.mpxj.ProjectProperties;
import org.mpxj.Relation;
import org.mpxj.Resource;
import org.mpxj.ResourceAssignment;
import org.mpxj.Task;
import org.mpxj.TimeUnit;
import org.mpxj.mspdi.MSPDIReader;

/** Says what MPXJ reads of MS Project files, a line for each thing, its values parted by tabs. */
public class Plans {
    private static ProjectProperties properties;

    public static void main(String[] files) throws Exception {
        for (String file : files) {
            ProjectFile plan = new MSPDIReader().read(new File(file));
            properties = plan.getProjectProperties();
            say("plan", file, properties.getCurrencyCode(), properties.getCurrencySymbol(),
                properties.getCurrencyDigits(), properties.getManager(), properties.getCategory());
            for (ProjectCalendar one : plan.getCalendars()) {
                say("calendar", one.getUniqueID(), one.getName());
            }
            for (Resource one : plan.getResources()) {
                say("resource", one.getUniqueID(), one.getName(), one.getInitials(),
                    one.getStandardRate() == null ? null : one.getStandardRate().getAmount(),
                    money(one.getCostPerUse()), one.getMaxUnits());
            }
            for (Task task : plan.getTasks()) {
                task(task);
            }
            for (ResourceAssignment one : plan.getResourceAssignments()) {
                say("assignment", one.getTaskUniqueID(), one.getResourceUniqueID(),
                    minutes(one.getWork()), minutes(one.getActualWork()),
                    minutes(one.getRemainingWork()), money(one.getCost()),
                    money(one.getActualCost()), one.getUnits());
            }
        }
    }

    private static void task(Task task) {
        say("task", task.getUniqueID(), task.getName(), task.getStart(), task.getFinish(),
            minutes(task.getDuration()), units(task.getDuration()), task.getPercentageComplete(),
            minutes(task.getWork()), minutes(task.getActualWork()),
            minutes(task.getRemainingWork()), minutes(task.getTotalSlack()),
            minutes(task.getFreeSlack()), task.getCritical(), money(task.getCost()),
            money(task.getActualCost()), money(task.getRemainingCost()), money(task.getFixedCost()),
            task.getActualStart(), task.getActualFinish(), task.getActive(),
            task.getConstraintType(), task.getConstraintDate(), task.getDeadline(),
            task.getOutlineNumber(), task.getWBS(), task.getBaselineStart(),
            task.getBaselineFinish(), money(task.getBaselineCost()));
        for (Relation link : task.getPredecessors()) {
            Duration lag = link.getLag();
            boolean isShare = lag.getUnits() == TimeUnit.PERCENT;
            say("link", link.getPredecessorTask().getUniqueID(), task.getUniqueID(),
                link.getType(), isShare ? (Object) Math.round(lag.getDuration()) : minutes(lag),
                lag.getUnits());
        }
    }

    private static Long minutes(Duration length) {
        return length == null ? null
            : Math.round(length.convertUnits(TimeUnit.MINUTES, properties).getDuration());
    }

    private static Object units(Duration length) {
        return length == null ? null : length.getUnits();
    }

    private static String money(Number amount) {
        return amount == null ? null : String.format(Locale.ROOT, "%.2f", amount.doubleValue());
    }

    private static void say(Object... values) {
        StringBuilder line = new StringBuilder();
        for (Object value : values) {
            line.append(line.length() == 0 ? "" : "\t").append(value == null ? "" : value);
        }
        System.out.println(line);
    }
}
