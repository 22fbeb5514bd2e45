import java.io.File;
import org.mpxj.Duration;
import org.mpxj.ProjectFile;
import org.mpxj.Task;
import org.mpxj.TimeUnit;
import org.mpxj.cpm.MicrosoftScheduler;
import org.mpxj.mspdi.MSPDIReader;

/** Has MPXJ schedule MS Project files by its own rules: file, uid, start, finish, total slack. */
public class Dates {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            ProjectFile plan = new MSPDIReader().read(new File(file));
            for (Task task : plan.getTasks()) {
                if (task.getActualDuration() == null) {
                    task.setActualDuration(Duration.getInstance(0, TimeUnit.MINUTES));
                }
                if (task.getRemainingDuration() == null) {
                    task.setRemainingDuration(task.getDuration());
                }
            }
            new MicrosoftScheduler().schedule(plan, plan.getProjectProperties().getStartDate());
            for (Task task : plan.getTasks()) {
                if (task.getUniqueID() == 0) {
                    continue;
                }
                Duration slack = task.getTotalSlack();
                long minutes = slack == null ? 0 : Math.round(
                    slack.convertUnits(TimeUnit.MINUTES, plan.getProjectProperties()).getDuration());
                System.out.println(String.join(" ", file, task.getUniqueID().toString(),
                    task.getStart().toString(), task.getFinish().toString(),
                    Long.toString(minutes)));
            }
        }
    }
}
