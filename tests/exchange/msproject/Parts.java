import java.io.File;
import org.mpxj.LocalDateTimeRange;
import org.mpxj.Task;
import org.mpxj.mspdi.MSPDIReader;

/** Says in which parts MPXJ finds the work of each task of an MS Project file: uid, starts, ends. */
public class Parts {
    public static void main(String[] files) throws Exception {
        for (Task task : new MSPDIReader().read(new File(files[0])).getTasks()) {
            StringBuilder line = new StringBuilder(task.getUniqueID().toString());
            for (LocalDateTimeRange part : task.getWorkSplits()) {
                line.append(" ").append(part.getStart()).append(" ").append(part.getEnd());
            }
            System.out.println(line);
        }
    }
}
