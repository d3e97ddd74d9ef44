// The same parts as echarts-browser.js without what only a reader's mouse needs: drawing on the server starts faster.
import { init, setPlatformAPI, use } from 'echarts/core';
import { LineChart, ScatterChart } from 'echarts/charts';
import {
  GridSimpleComponent,
  LegendPlainComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([
  GridSimpleComponent,
  LegendPlainComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TitleComponent,
]);

export { init, setPlatformAPI };
